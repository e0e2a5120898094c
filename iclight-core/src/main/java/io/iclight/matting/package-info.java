/** What of a photo is its subject: by its opacity, a mask, a network, or all of it. */
package io.iclight.matting;
