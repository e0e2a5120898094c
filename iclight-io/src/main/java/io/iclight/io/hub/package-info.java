/**
 * Model ids become files: the Hugging Face hub's cache folder is used and filled in its own layout.
 *
 * <p>{@link io.iclight.io.hub.Hub} looks in the cache and, only if the caller asks for downloads, on the hub. Everything
 * that can go wrong is a {@link io.iclight.io.hub.HubException}.
 */
package io.iclight.io.hub;
