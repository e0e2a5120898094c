/** JSON read strictly: duplicate keys refused, every complaint naming the file and the key. */
package io.iclight.io.json;
