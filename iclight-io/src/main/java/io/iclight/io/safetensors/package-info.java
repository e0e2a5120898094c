/** Safetensors files: validated headers, memory-mapped tensors. */
package io.iclight.io.safetensors;
