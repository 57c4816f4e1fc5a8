import type { IncomingMessage } from '../domain/message.js';
import { commandOf } from './clean.js';
import type { AnyFlow, Service, Services } from './service.js';
import type { OpenFlow } from './session.js';

/** A flow and the service that carries out its effects. */
export interface Booked {
  readonly service: Service;
  readonly flow: AnyFlow;
}

/** Where a message goes. */
export type Route =
  | { readonly to: 'unreadable' }
  | { readonly to: 'empty' }
  | { readonly to: 'private-only' }
  | { readonly to: 'nothing-to-leave' }
  | { readonly to: 'leave'; readonly booked: Booked; readonly open: OpenFlow }
  | { readonly to: 'amidst'; readonly booked: Booked; readonly other: Booked; readonly open: OpenFlow }
  | { readonly to: 'advance'; readonly booked: Booked; readonly open: OpenFlow }
  | { readonly to: 'begin'; readonly booked: Booked }
  | { readonly to: 'question' };

/** 不用了 and 结束 are not among them: inside a flow they decline one question or close a story. */
const LEAVING = new Set(
  '取消 退出 算了 不办了 不举报了 我不举报了 不想举报了 取消举报 退出举报 不评了 不评价了 取消评价 退出评价'.split(' '),
);

/** Every flow of the table, in its order. */
export function bookFlows(services: Services): readonly Booked[] {
  return [...services.others, services.questions].flatMap((service) =>
    (service.flows ?? []).map((flow) => ({ service, flow })),
  );
}

/** Pure: an open flow goes on, a trigger begins one, all else is a question. */
export function route(message: IncomingMessage, booked: readonly Booked[], open: OpenFlow | undefined): Route {
  const current = open && booked.find(({ flow }) => flow.name === open.name);
  if (open && current?.flow.holds) return { to: 'advance', booked: current, open };
  const arrival = message.kind === 'event' && message.text === '';
  const brought = (message.attachments?.length ?? 0) > 0;
  if (open && current && brought && current.flow.takesFiles?.(open.state))
    return { to: 'advance', booked: current, open };
  if (message.text === '' && !arrival) return { to: message.kind === 'text' ? 'empty' : 'unreadable' };
  const leaving = LEAVING.has(commandOf(message.text));
  const wanted = booked.find(({ flow }) => (arrival ? flow.greets : flow.wants(message)));
  if (open && current) {
    if (leaving) return { to: 'leave', booked: current, open };
    const amidst = wanted && wanted.flow.amidst !== 'ignore';
    return amidst ? { to: 'amidst', booked: current, other: wanted, open } : { to: 'advance', booked: current, open };
  }
  if (leaving) return { to: 'nothing-to-leave' };
  if (!wanted) return { to: arrival ? 'empty' : 'question' };
  return message.group && wanted.flow.where === 'private' ? { to: 'private-only' } : { to: 'begin', booked: wanted };
}
