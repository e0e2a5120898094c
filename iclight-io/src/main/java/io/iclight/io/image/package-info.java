/**
 * Picture files and pixels, in pure Java: reading and writing, resizing exactly as the reference programs do, and the
 * arithmetic between 8-bit samples and what networks see.
 *
 * <p>Images never change; every operation returns another one. All types may be shared by threads.
 */
package io.iclight.io.image;
