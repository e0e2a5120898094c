/**
 * What is done to pictures around relighting: giving back fine detail, keeping the foreground's colours, choosing what
 * stands behind it.
 */
package io.iclight.detail;
