/** What a browser is told when a request is refused: a dotted code, the cause and what to do about it. */
export interface Fault {
  readonly httpStatus: number;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export const FAULTS = {
  invalid: {
    httpStatus: 400,
    code: 'channel.invalid-message',
    message: '这条消息的格式不对',
    remedy: '请写1到4000个字再发送',
  },
  foreign: {
    httpStatus: 403,
    code: 'channel.foreign-origin',
    message: '请求来自别的网站',
    remedy: '请从本页面发送消息',
  },
  missing: {
    httpStatus: 404,
    code: 'channel.not-found',
    message: '没有这个页面',
    remedy: '请打开首页',
  },
  notNow: {
    httpStatus: 409,
    code: 'channel.file-not-asked',
    message: '现在不收图片和文件',
    remedy: '请先用文字说明；举报时才能发图片和文件',
  },
  tooLarge: {
    httpStatus: 413,
    code: 'channel.too-large',
    message: '这条消息太长',
    remedy: '请分几次发送，每次不超过4000字',
  },
  notJson: {
    httpStatus: 415,
    code: 'channel.not-json',
    message: '请求不是JSON',
    remedy: '请以 Content-Type: application/json 发送',
  },
  tooMany: {
    httpStatus: 429,
    code: 'channel.too-many',
    message: '消息发得太快了',
    remedy: '请过一分钟再发',
  },
  failed: {
    httpStatus: 503,
    code: 'channel.deliver-failed',
    message: '抱歉，刚才没能处理好这条消息',
    remedy: '请点“重发”再试一次；急事请拨打医保服务热线12393，或到经办窗口办理',
  },
} as const satisfies Record<string, Fault>;

/** Beside those that the framework raises itself. */
export const FILE_TOO_LARGE: Fault = {
  httpStatus: 413,
  code: 'channel.file-too-large',
  message: '这个文件太大，每个最多10兆',
  remedy: '请拍成照片或截图再发',
};

const BY_HTTP_STATUS = new Map<number, Fault>(Object.values(FAULTS).map((fault) => [fault.httpStatus, fault]));

/** The fault behind an error that the web framework raised. */
export function faultOf(error: unknown): Fault {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return (typeof status === 'number' && BY_HTTP_STATUS.get(status)) || FAULTS.failed;
}

export function faultBody({ code, message, remedy }: Fault): Omit<Fault, 'httpStatus'> {
  return { code, message, remedy };
}
