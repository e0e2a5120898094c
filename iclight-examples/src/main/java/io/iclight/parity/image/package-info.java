/** Cases of pictures: resizing, ranges, lights, mattes, detail, normals. */
package io.iclight.parity.image;
