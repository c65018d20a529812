/** Pages that do not shift while somebody turns them. */
package dev.ramal.kit.paging;
