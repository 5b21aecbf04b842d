#pragma once

#include <string>
#include <string_view>

namespace attune {

// "api.openai.com", "127.0.0.1:8080" or "[::1]:80" out of an URL: the host and the port, if it
// names one, without the user and password that may stand before it.
std::string host_of(std::string_view url);

// Whether such a host is this machine, by its name or number alone: nobody is asked.
bool is_loopback(std::string_view host);

// Whether keys and conversations would go to another machine for everybody on the way to read.
bool in_the_open(std::string_view url);

}  // namespace attune
