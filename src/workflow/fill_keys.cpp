#include "workflow/fill_keys.h"

#include "ledger/note.h"

namespace recanvass::workflow {
namespace {

base::Problems fill_public_key(base::Json& body, const char* member, const std::string& owner,
                               Keyring& keys) {
  if (body.contains(member)) return {};
  const auto key = keys.public_key_of(owner);
  if (!key) return key.problems();
  body[member] = base64_of(*key);
  return {};
}

base::Problems fill_verifier_key(base::Json& body, Keyring& keys) {
  if (body.contains("verifier_key") || !body.contains("witness")) return {};
  if (!body["witness"].is_string()) return {};
  const std::string name = body["witness"].get<std::string>();
  const auto key = keys.public_key_of(name);
  if (!key) return key.problems();
  body.erase("witness");
  body["verifier_key"] = ledger::VerifierKey{name, ledger::SignerKind::Witness, *key}.text();
  return {};
}

}  // namespace

base::Problems fill_keys(Command& command, Keyring& keys) {
  base::Json& body = command.body;
  if (command.kind == "operation.open") {
    return fill_public_key(body, "officer_key", command.author, keys);
  }
  if (command.kind == "witness.add") return fill_verifier_key(body, keys);
  if (command.kind != "account.add" && command.kind != "key.rotate") return {};
  if (!body.contains("account") || !body["account"].is_string()) return {};
  return fill_public_key(body, "public_key", body["account"].get<std::string>(), keys);
}

}  // namespace recanvass::workflow
