// The parts of an entry in statutes/: scopes, limits, tiers, deadlines, fees. Used by
// formats/statute_reader.cpp only.
#pragma once

#include "formats/toml_fields.h"
#include "law/statute.h"
#include "law/token.h"

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

// Each reads the keys of `fields` that are its own; finish() is the caller's where a table is
// shared.
law::Scope read_scope(TomlFields& fields);
std::vector<law::Limit> read_limits(TomlFields& fields);
law::Tier read_tier(TomlFields& fields);
law::Term read_term(TomlFields& fields);
law::FeeTier read_fee_tier(TomlFields& fields);

// Each reads a whole array of tables.
std::vector<law::Tier> read_tiers(TomlFields& fields, const char* key);
std::vector<law::DatedNote> read_dated_notes(TomlFields& fields, const char* key);
std::vector<law::Prose> read_prose(TomlFields& fields, const char* key);
std::vector<law::DeadlineRule> read_deadlines(TomlFields& fields, const char* key);
std::vector<law::FeeTier> read_fee_tiers(TomlFields& fields, const char* key);
std::vector<law::Stage> read_stages(TomlFields& fields, const char* key);

/// A word of a closed list of the law; empty when absent or wrong, after a problem.
std::string read_token(TomlFields& fields, const char* key, law::TokenList list);
std::vector<std::string> read_tokens(TomlFields& fields, const char* key, law::TokenList list);

/// One of the words given; 0 when absent, or wrong after a problem. Cause: statute.word.
std::size_t read_word(TomlFields& fields, const char* key, const std::vector<std::string>& words);

}  // namespace recanvass::formats
