/** How far a relight is, and how to stop it. */
package io.iclight.progress;
