/** Sealing and opening of what nobody may read. */
package dev.ramal.kit.secrets;
