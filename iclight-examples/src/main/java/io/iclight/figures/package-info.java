/**
 * The figures of the guides, drawn from what the library computes: a lane for each word of a prompt, a curve for each
 * guidance. They are SVG, so that a change of them can be read, and a test draws them anew and compares.
 */
package io.iclight.figures;
