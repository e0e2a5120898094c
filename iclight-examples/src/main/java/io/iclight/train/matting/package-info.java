/** Training of the matting network: composites of rendered subjects, made to look photographed, and the loss. */
package io.iclight.train.matting;
