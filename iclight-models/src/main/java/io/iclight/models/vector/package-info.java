/**
 * Attention and convolutions in the JDK's Vector API, where the JVM has it ({@code --add-modules jdk.incubator.vector}).
 */
package io.iclight.models.vector;
