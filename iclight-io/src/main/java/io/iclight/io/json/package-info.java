/** JSON read strictly, duplicate keys refused and every complaint naming the file and the key; and JSON written. */
package io.iclight.io.json;
