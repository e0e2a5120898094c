/**
 * Changes to what a UNet computes, made from outside of it.
 *
 * <p>A {@link io.iclight.models.unet.patch.UNetPatch} is an immutable setting; for each pass it begins {@link
 * io.iclight.models.unet.patch.UNetHooks}, which the UNet calls at its patch points. One of your own is a lambda:
 *
 * <pre>{@code
 * UNetPatch fainterSkips = UNetPatch.ofJoin((joint, site) -> joint.withSkip(joint.skip().mul(new Scalar(0.9))));
 * }</pre>
 */
package io.iclight.models.unet.patch;
