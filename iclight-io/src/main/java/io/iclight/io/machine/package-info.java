/** What the machine has that matters to relighting, and how much memory the process takes. */
package io.iclight.io.machine;
