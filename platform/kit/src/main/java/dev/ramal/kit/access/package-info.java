/** Who may see and change what. */
package dev.ramal.kit.access;
