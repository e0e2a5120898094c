/** Words for what is rendered: subjects, light phrases and directions, and captions made of them. */
package io.iclight.train.caption;
