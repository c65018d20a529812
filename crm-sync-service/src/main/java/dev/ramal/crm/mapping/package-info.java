/** What an organization wants done with a deal after a call, by how the call went. */
package dev.ramal.crm.mapping;
