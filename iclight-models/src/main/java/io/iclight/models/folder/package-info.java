/** Models as folders: finding each one's configuration and weights. */
package io.iclight.models.folder;
