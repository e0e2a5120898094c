/**
 * LoRA files: small changes of a UNet's and a text encoder's weights, in any mix, added without touching what they are
 * added to.
 */
package io.iclight.models.lora;
