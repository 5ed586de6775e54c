// recanvass key: makes the keys that sign, and shows their public halves.
#include "apps/cli/commands.h"
#include "apps/cli/election_arguments.h"
#include "ledger/note.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

struct PublicTexts {
  std::string account;
  std::string witness;  // empty: the name cannot be a witness's
  std::string log;
};

PublicTexts public_texts(const std::string& name, const ledger::PublicKey& key) {
  PublicTexts texts;
  texts.account = ledger::base64({reinterpret_cast<const char*>(key.data()), key.size()});
  const bool signs_notes = name.find_first_of(" \t+") == std::string::npos;
  if (!signs_notes) return texts;
  texts.witness = ledger::VerifierKey{name, ledger::SignerKind::Witness, key}.text();
  texts.log = ledger::VerifierKey{name, ledger::SignerKind::Log, key}.text();
  return texts;
}

base::Json maybe(const std::string& text) { return text.empty() ? base::Json() : base::Json(text); }

ExitCode key_of_name(const std::string& act, const std::string& name, workflow::KeyFolder& keys,
                     const Console& console, bool json) {
  const auto key = act == "new" ? keys.make_key(name) : keys.key_of(name);
  if (!key) return console.refuse("key", key.problems(), json);
  const PublicTexts texts = public_texts(name, key->public_key());
  if (json) {
    console.print_json({{"schema", "recanvass.key/1"},
                        {"name", name},
                        {"file", keys.key_path(name)},
                        {"public_file", keys.public_key_path(name)},
                        {"public_key", texts.account},
                        {"witness_verifier_key", maybe(texts.witness)},
                        {"log_verifier_key", maybe(texts.log)}});
    return ExitCode::Answered;
  }
  console.print(fmt::format("file         {}\nhand out     {}\npublic key   {}\n",
                            keys.key_path(name), keys.public_key_path(name), texts.account));
  if (!texts.log.empty()) {
    console.print(fmt::format("as a witness {}\nas a ledger  {}\n", texts.witness, texts.log));
  }
  return ExitCode::Answered;
}

ExitCode run_key(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const std::string act = arguments.one("ACT").value_or("");
  if (act != "new" && act != "show") {
    return console.refuse("key", {{"key.act", {}, "\"" + act + "\"", "new or show", "See --help."}},
                          json);
  }
  workflow::KeyFolder keys(keys_folder(arguments));
  for (const std::string& name : arguments.all("NAME")) {
    const ExitCode ended = key_of_name(act, name, keys, console, json);
    if (ended != ExitCode::Answered) return ended;
  }
  return ExitCode::Answered;
}

}  // namespace

Command key_command() {
  Command command;
  command.name = "key";
  command.summary = "Make a signing key, or show its public half";
  command.description =
      "Every entry of a ledger is signed with its author's key. `key new` writes a private key to\n"
      "a file that only its owner can read; `key show` prints what others need: the public key\n"
      "for account.add, and the verifier keys for witness.add and `recanvass verify`. The name is\n"
      "an account's id, a witness's name, or the origin of a ledger, whose own key is made when\n"
      "the operation is opened. NAME.pub beside the key is to be handed out: whoever adds the\n"
      "account or names the witness puts it into a keys folder of their own.\n\n"
      "Keep the keys folder away from the election's folder, and a copy of it in a safe place.\n\n"
      "Examples:\n"
      "  recanvass key new wec team-1 team-2\n"
      "  recanvass key show elections.example/wi-2016\n";
  command.positionals = {{"ACT", "new or show", true, false, one_of({"new", "show"})},
                         {"NAME", "Account, witness or ledger", true, true}};
  command.options = {keys_option()};
  command.run = run_key;
  return command;
}

}  // namespace recanvass::cli
