/** What is said of files that the system does not give. */
package io.iclight.io.file;
