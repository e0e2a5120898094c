/** Parameters in files as they are computed with: laid out for one processor, and mapped instead of read. */
package io.iclight.io.packed;
