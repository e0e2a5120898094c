/** What a relighting model is measured by, on rendered scenes whose truth is known, and on photos. */
package io.iclight.train.measure;
