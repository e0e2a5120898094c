/** Files that are written whole or not at all, and what is said of those that the system does not give. */
package io.iclight.io.file;
