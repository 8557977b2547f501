/** Who else is connected to the same Redis: every purkinje gives its connection a name that tells. */
import type { Redis } from "ioredis";
import { z } from "zod";

const roles = ["worker", "reproduce"] as const;
type Role = (typeof roles)[number];

export interface Peer {
  readonly role: Role;
  readonly family: string;
}

/** Redis allows no spaces in it. */
export const peerName = ({ role, family }: Peer): string =>
  `purkinje-${role}:${Buffer.from(family).toString("base64url")}`;

const Clients = z.string();

export async function findPeers(redis: Redis): Promise<Peer[]> {
  const clients = Clients.parse(await redis.client("LIST"));
  return [...clients.matchAll(/ name=purkinje-(\w+):([\w-]+) /g)].flatMap(
    ([, said, family = ""]) => {
      const role = roles.find((known) => known === said);
      return role ? [{ role, family: Buffer.from(family, "base64url").toString() }] : [];
    },
  );
}
