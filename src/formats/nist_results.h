// Reads election results in the common data format of NIST SP 1500-100 (version 2), as JSON or XML.
// Both become one tree and are read alike; see docs/formats/returns.md. Next:
// formats/returns_builder.h.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "formats/returns_table.h"

#include <string>
#include <string_view>

namespace recanvass::formats {

/// Votes by reporting unit. Of units that contain each other the smallest with votes are used, and
/// a larger one must equal their sum; the contest's district contains all. Of counts by type and a
/// "total", the total is used. A contest is known by its name, and by the party of its primary, its
/// district or its id where others have the same name: "GOVERNOR, Democratic".
/// Causes: json.* or xml.*, number.*, nist.no-results, nist.reference, nist.rounds,
/// returns.bad-name, returns.duplicate-unit, returns.total-differs, file.too-large.
ReturnsReading read_nist_json(std::string_view text, const std::string& file);
ReturnsReading read_nist_xml(std::string_view bytes, const std::string& file);

/// The document as the JSON form of the same standard has it: ObjectId is "@id", xsi:type "@type",
/// an element with attributes and text holds its text as Content; a single element is not a list.
/// Elements with anything but text in them have their line as base::kLineMember.
base::Result<base::Json> nist_tree_of_xml(std::string_view bytes, const std::string& file);

}  // namespace recanvass::formats
