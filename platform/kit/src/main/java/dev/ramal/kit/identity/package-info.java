/** Who calls, for which organization, with which roles. */
package dev.ramal.kit.identity;
