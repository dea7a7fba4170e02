/**
 * Hands messages to SMS vendors: the port, the adapters for Aliyun, Tencent and a generic HTTP
 * gateway, and the rule by which a second gateway takes over.
 *
 * <p>The only package that knows requests, signatures and error codes of the vendors.
 */
@NullMarked
package dev.gatehouse.adapter.phone.gateway;

import org.jspecify.annotations.NullMarked;
