// For tests: writes bundles by hand, through ledger/ and this folder's own reading only, so that
// each can be made wrong in exactly one way. Who publishes for real is workflow/publish_bundle.h.
#pragma once

#include "base/json.h"
#include "ledger/entry.h"
#include "ledger/note.h"
#include "verify/verify_bundle.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace recanvass::verify::test {

/// A folder of a test's own, removed when the test ends.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// The key of a name: its seed is the name's SHA-256.
[[nodiscard]] ledger::SigningKey key_of(const std::string& name);
[[nodiscard]] std::string public_text(const std::string& name);
[[nodiscard]] ledger::VerifierKey log_key();
[[nodiscard]] ledger::VerifierKey witness_key(const std::string& name = "press.example");

inline constexpr const char* kOrigin = "elections.example/test";
inline constexpr const char* kProgram = "recanvass test";

/// A withheld entry: why, and in which group.
struct Hidden {
  std::string why;
  std::string group;
};

/// What a bundle is made of. Change what is to be wrong, then write.
struct BundleParts {
  std::vector<ledger::SignedEntry> entries;
  std::map<std::uint64_t, Hidden> hidden;       ///< by position
  base::Json groups = base::Json::array();
  std::vector<std::string> impossible{};  ///< units, by id
  std::int64_t minimum_ballots = 10;
  std::string program = kProgram;
  std::vector<std::string> witnesses = {"press.example"};  ///< who cosign
  std::string log_signer = "log";
  std::string list_signer = "log";  ///< of bundle.note; empty: there is none
  std::string origin = kOrigin;
  /// Changes the checkpoint before it is signed.
  std::function<void(ledger::Checkpoint&)> edit_checkpoint;
  /// Changes files before they are listed in bundle.json.
  std::function<void(std::map<std::string, std::string>&)> edit_files;
  int keys_used = 0;

  /// Appends an entry signed by its author's key, and gives its position.
  std::uint64_t say(const std::string& kind, const std::string& author, base::Json body);
  [[nodiscard]] std::string receipt_of(std::uint64_t position) const;
  /// The position of the n-th entry of a kind, n from 0.
  [[nodiscard]] std::uint64_t find(const std::string& kind, std::size_t n = 0) const;
  /// Replaces a member of an entry's body and signs it again as its author.
  void restate(std::uint64_t position, const std::string& member, const base::Json& value);
  /// Root and cosignature of all entries so far, as witness.record has them.
  void record_witness();
};

/// Files of the bundle by path, bundle.json included.
[[nodiscard]] std::map<std::string, std::string> files_of(const BundleParts& parts);
void write_bundle(const BundleParts& parts, const std::string& folder);

/// Dane: W1 of B1 (100 ballots) and B2 (50), W2 of B3 (10). Rock: R1 of B4 (40). Nothing counted.
[[nodiscard]] BundleParts committed_parts();
/// The same, all counted twice and signed off; W1's b has one vote more than reported.
[[nodiscard]] BundleParts counted_parts();
/// committed_parts with an import of cast vote records by dane-clerk.
[[nodiscard]] BundleParts parts_with_cards();
/// The same where Dane has the four ballots of B1 and no others, for audits of four cards.
[[nodiscard]] BundleParts parts_with_few_cards();
/// The body of such an import.
[[nodiscard]] base::Json cards_import(const std::string& id);
/// counted_parts with a cause, statements of both counties and a certificate of two persons.
[[nodiscard]] BundleParts certified_parts();
/// The same in two steps: all before the statements, and the statements and certificate on it.
[[nodiscard]] BundleParts explained_parts();
void certify(BundleParts& parts, std::int64_t a = 114, std::int64_t b = 80);
void state_county(BundleParts& parts, const std::string& county);

/// counted_parts with W3 of B5 (4 ballots) in Dane, given only together with W2.
[[nodiscard]] BundleParts small_parts();

/// A tally's body: the rest of the ballots is blank.
[[nodiscard]] base::Json tally(const std::string& batch, std::int64_t ballots, std::int64_t a,
                               std::int64_t b);

/// A request with the right keys.
[[nodiscard]] VerifyRequest request_for(const std::string& folder);
/// Writes, verifies, and gives the ids of the checks that failed: "V4 V10".
[[nodiscard]] std::string failures_of(const BundleParts& parts);
[[nodiscard]] std::string failures_in(const Verdict& verdict);
/// The verdict of a folder that can be examined.
[[nodiscard]] Verdict verdict_of(const VerifyRequest& request);

}  // namespace recanvass::verify::test
