// bundle.json: which files a bundle has, and how its privacy rule was applied. Everything in it is
// a claim of whoever published; what can be checked against the entries is checked elsewhere.
// Format: docs/formats/bundle.md.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "base/sha256.h"
#include "report/bundle_facts.h"
#include "verify/folder.h"
#include "verify/record.h"
#include "verify/verdict.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::verify {

struct ListedFile {
  std::string sha256;  ///< 64 digits
  std::uint64_t bytes = 0;
};

/// A group as stated; votes by choice id.
struct StatedGroup {
  std::string id;
  std::string county;
  std::string unit;
  std::vector<std::string> units;
  std::int64_t batches = 0;
  std::int64_t ballots = 0;
  std::map<std::string, std::int64_t> votes;
  std::int64_t blank = 0;
  std::int64_t over = 0;
};

struct BundleList {
  std::string origin;
  std::string root;
  std::uint64_t size = 0;
  std::string program;
  std::int64_t minimum_ballots = 0;
  std::map<std::string, std::int64_t> withheld;  ///< entries by reason
  std::vector<StatedGroup> groups;               ///< by id
  /// Units whose reported figures no election can have and are not given, by id.
  std::vector<std::string> impossible;
  std::map<std::string, ListedFile> files;       ///< by path
};

/// Reads bundle.json strictly: canonical, every member there and none besides, `self` right.
/// Causes: list.json, list.member, list.not-canonical, list.self.
base::Result<BundleList> parse_bundle_list(std::string_view bytes);

/// V1: every listed file is there with its size and hash, and nothing else is. Files are hashed in
/// parallel. Gives the paths that differ from the list, so that other checks can name them.
void check_files(const BundleFolder& folder, const BundleList& list, base::Executor& executor,
                 CheckBook& book);

/// V1: files/ holds what given entries refer to, each under its own SHA-256, and nothing else.
void check_attached(const BundleFolder& folder, const BundleList& list,
                    const std::map<std::string, AttachedFile>& attached, CheckBook& book);

}  // namespace recanvass::verify
