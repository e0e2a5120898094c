/** A vocabulary of byte pairs, learnt from captions and words of prompts, and written as CLIP's is. */
package io.iclight.train.text;
