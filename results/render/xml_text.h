#pragma once

#include <string>
#include <string_view>

namespace attune {

// Foreign text in an XML 1.0 document: whatever comes in, what comes out is well-formed. What XML
// has no place for (ill-formed UTF-8, surrogates, control characters but tab and line breaks,
// noncharacters) becomes U+FFFD.

// Between two tags.
std::string xml_text(std::string_view text);
// Between quotes: line breaks and tabs are references, for readers turn bare ones into blanks.
std::string xml_attribute(std::string_view text);

}  // namespace attune
