/** Models that come with the library: resources of its jar, unpacked once to a folder of the machine's cache. */
package io.iclight.bundled;
