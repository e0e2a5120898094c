/**
 * Safetensors files: validated headers, memory-mapped tensors, checkpoints in several files, and files written one
 * tensor at a time.
 */
package io.iclight.io.safetensors;
