/** How graphs read the {@code config.json} that comes with a model. */
package io.iclight.models.config;
