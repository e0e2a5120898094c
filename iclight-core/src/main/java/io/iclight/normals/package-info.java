/** Maps of surface normals from pictures that are lit from four sides, as the demo and ComfyUI-IC-Light compute them. */
package io.iclight.normals;
