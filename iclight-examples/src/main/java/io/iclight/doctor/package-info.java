/** What given model files are, and whether a picture can be relit with them; told from their headers alone. */
package io.iclight.doctor;
