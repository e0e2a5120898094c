/**
 * Checkpoints as people have them: folders in diffusers' layout and single files, which may lack parts; told by their
 * content, not by their names.
 */
package io.iclight.models.checkpoint;
