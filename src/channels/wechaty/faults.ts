import { YiwenError } from '../../lib/errors.js';

const REFUSED = /UNAUTHENTICATED|Invalid Wechaty TOKEN|\b16 UN/i;
const TOKEN_FORMAT = /requires a SNI/i;
const UNREACHABLE = /UNAVAILABLE|ECONNREFUSED|ENOTFOUND|ETIMEDOUT|Connection dropped|DEADLINE_EXCEEDED/i;

/** What an error of the gateway means for the operator. The token, which gateways echo, is taken out of the cause. */
export function gatewayFault(error: unknown, token: string | undefined): YiwenError {
  const text = error instanceof Error ? error.message : JSON.stringify(error);
  const cause = new Error(token ? text.replaceAll(token, '（令牌）') : text);
  if (REFUSED.test(text)) {
    return new YiwenError('channel.wechaty-refused', '微信网关拒绝了令牌', '请核对配置里的令牌是否正确、是否过期', {
      cause,
    });
  }
  if (TOKEN_FORMAT.test(text)) {
    return new YiwenError(
      'channel.wechaty-token-format',
      '微信网关的令牌缺少前缀',
      '自建网关的令牌要写成 insecure_ 加编号',
      { cause },
    );
  }
  if (UNREACHABLE.test(text)) {
    return new YiwenError(
      'channel.wechaty-unreachable',
      '连不上微信网关',
      '请核对网关地址、网关是否在运行、两端是否都用或都不用TLS',
      {
        cause,
      },
    );
  }
  return new YiwenError('channel.wechaty-failed', '微信通道出错', '请看原因；反复出现时请重启网关和本程序', { cause });
}

/** Trying again with the same configuration would not help. */
export function isFatal(fault: YiwenError): boolean {
  return fault.code === 'channel.wechaty-refused' || fault.code === 'channel.wechaty-token-format';
}
