/** The command line: {@code ./iclight relight}, {@code parity}, {@code synthesize}, {@code doctor}, … */
package io.iclight.cli;
