/** Cutting a foreground out of a photograph: BRIA's RMBG-1.4, which is IS-Net (Qin et al., 2022). */
package io.iclight.models.matting;
