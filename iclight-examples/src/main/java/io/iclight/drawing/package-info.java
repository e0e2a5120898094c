/** Charts and pages of shapes and words, as SVG. */
package io.iclight.drawing;
