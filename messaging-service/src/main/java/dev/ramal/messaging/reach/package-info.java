/** Whose things people who run the product see: one organization's, or those of all. */
package dev.ramal.messaging.reach;
