/**
 * A stand-in for WeChat's login platform: the people and apps it knows, the codes and tokens it
 * issues, and the HTTP endpoints that answer as WeChat's do. For development, tests and demos;
 * nothing here is part of the product.
 *
 * <p>Start at {@link dev.gatehouse.wechatsimulator.WeChatSimulator}. Rules quoted as "WeChat" come
 * from its official pages (website and mobile app login) or, where those are silent, from what its
 * users report.
 */
@NullMarked
package dev.gatehouse.wechatsimulator;

import org.jspecify.annotations.NullMarked;
