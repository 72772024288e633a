"""Prepares a Temporal namespace: the search attributes the workflows set."""

import logging

from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from workflows.attributes import KEYWORD_LISTS, KEYWORDS

log = logging.getLogger(__name__)

_WANTED = {
    **{key.name: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD for key in KEYWORDS},
    **{
        key.name: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST
        for key in KEYWORD_LISTS
    },
}


async def prepare(client: Client) -> None:
    """Create the search attributes that are missing; safe to repeat.

    A cluster may keep them for its administrators: then they are asked to create
    them. One by one, since a request that names one that exists is refused whole.
    """
    for name, kind in _WANTED.items():
        request = AddSearchAttributesRequest(
            namespace=client.namespace, search_attributes={name: kind}
        )
        try:
            await client.operator_service.add_search_attributes(request)
        except RPCError as error:
            if error.status is RPCStatusCode.PERMISSION_DENIED:
                log.warning("search-attributes.not-permitted")
                return
            if error.status is not RPCStatusCode.ALREADY_EXISTS:
                raise
