/** One runnable main for each thing that one may want to do. */
package io.iclight.examples;
