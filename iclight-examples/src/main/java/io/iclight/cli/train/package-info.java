/** {@code ./iclight train}: a command for each stage of training. */
package io.iclight.cli.train;
